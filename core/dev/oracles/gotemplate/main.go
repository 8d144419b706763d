// Says what text/template reads: one template and one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"text/template/parse"
)

type request struct {
	Text string `json:"text"`
	// Functions are the names that may be called.
	Functions []string `json:"functions"`
}

type answer struct {
	// Templates are what was read, printed again, by name; that of the text itself has the name `text`.
	Templates map[string]string `json:"templates,omitempty"`
	Error     string            `json:"error,omitempty"`
}

const name = "text"

func ask(line []byte) answer {
	var request request
	if err := json.Unmarshal(line, &request); err != nil {
		return answer{Error: err.Error()}
	}
	functions := map[string]any{}
	for _, name := range request.Functions {
		functions[name] = ask
	}
	trees, err := parse.Parse(name, request.Text, "", "", functions)
	if err != nil {
		return answer{Error: strings.TrimPrefix(err.Error(), "template: "+name+":")}
	}
	templates := map[string]string{}
	for name, tree := range trees {
		templates[name] = tree.Root.String()
	}
	return answer{Templates: templates}
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := answers.Encode(ask(line)); err != nil {
			os.Exit(1)
		}
	}
}
