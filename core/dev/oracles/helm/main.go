// Says what `helm template` renders of the files of a chart: one request and one answer a line.
//
// The files are in memory, dependencies that are missing are no failure, and there is no cluster. A request
// with a folder asks for the files that Helm reads in it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"helm.sh/helm/v3/pkg/chart/loader"
)

type request struct {
	Folder string `json:"folder"`
	Files  []struct {
		Path string `json:"path"`
		Text string `json:"text"`
		// Bytes are the content of a file that is no text.
		Bytes []byte `json:"bytes"`
	} `json:"files"`
	Values  []string `json:"values"`
	Set     []string `json:"set"`
	Release struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
	} `json:"release"`
	Kubernetes  string   `json:"kubernetes"`
	APIVersions []string `json:"api_versions"`
	SkipSchema  bool     `json:"skip_schema"`
}

type answer struct {
	// Files are the paths that Helm reads in a folder.
	Files     []string          `json:"files,omitempty"`
	Templates map[string]string `json:"templates,omitempty"`
	Error     string            `json:"error,omitempty"`
}

func listed(folder string) (result answer) {
	found, err := loader.LoadDir(folder)
	for _, file := range found.Raw {
		result.Files = append(result.Files, file.Name)
	}
	if len(result.Files) == 0 && err != nil {
		result.Error = err.Error()
	}
	return result
}

func ask(line []byte) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Error: fmt.Sprintf("panic: %v", fault)}
		}
	}()
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		return answer{Error: "no request: " + err.Error()}
	}
	if r.Folder != "" {
		return listed(r.Folder)
	}
	templates, err := render(r)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Templates: templates}
}

func main() {
	log.SetOutput(io.Discard)
	os.Stderr, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	setVersions()
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
