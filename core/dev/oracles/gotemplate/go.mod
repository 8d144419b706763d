module asepsis/oracles/gotemplate

go 1.26
