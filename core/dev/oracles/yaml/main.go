// Says what the documents of a YAML text are to Kubernetes: one request and one answer a line.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	machinery "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type document struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

type answer struct {
	Documents []document `json:"documents"`
	// Stopped says why the rest of the text is not read: a refused `---` line, or broken JSON.
	Stopped string `json:"stopped,omitempty"`
}

func read(text []byte) (result answer) {
	result.Documents = []document{}
	_, _, isJSON := machinery.GuessJSONStream(bytes.NewReader(text), 4096)
	if isJSON {
		return readJSON(text)
	}
	reader := machinery.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		chunk, err := reader.Read()
		if err == io.EOF {
			return result
		}
		if err != nil {
			result.Stopped = err.Error()
			return result
		}
		value, err := yaml.YAMLToJSON(chunk)
		result.Documents = append(result.Documents, toDocument(value, err))
	}
}

// readJSON reads as kubectl does where the text begins with a brace: JSON first, then YAML.
func readJSON(text []byte) (result answer) {
	result.Documents = []document{}
	decoder := machinery.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if err == io.EOF {
			return result
		}
		// After two values the decoder stays with JSON, and gives the same error for ever.
		var syntax *json.SyntaxError
		endless := errors.As(err, &syntax) || len(result.Documents) > 1 && errors.Is(err, io.ErrUnexpectedEOF)
		if endless {
			result.Stopped = err.Error()
			return result
		}
		if err != nil && strings.HasPrefix(err.Error(), "decoding failed") {
			// Said after each error behind which nothing is read.
			return result
		}
		result.Documents = append(result.Documents, toDocument(value, err))
	}
}

func toDocument(value []byte, err error) document {
	if err != nil {
		return document{Error: err.Error()}
	}
	// Escapes and duplicate keys as JSON's own reader takes them.
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	var read any
	if err := decoder.Decode(&read); err != nil && err != io.EOF {
		return document{Error: err.Error()}
	}
	value, err = json.Marshal(read)
	if err != nil {
		return document{Error: err.Error()}
	}
	return document{Value: value}
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var text string
		if err := json.Unmarshal(line, &text); err != nil {
			panic(err)
		}
		if err := output.Encode(read([]byte(text))); err != nil {
			panic(err)
		}
	}
}
