// Says what kustomize builds from the files of a tree: one request and one answer a line.
//
// The files are in memory and the options are those of `kustomize build`. With the word "table" it
// writes what kustomize knows of the built-in kinds, and with "cases" the trees of its own tests.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

type file struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

type request struct {
	Files []file `json:"files"`
	// Root is the folder of the kustomization.
	Root string `json:"root"`
}

type answer struct {
	Documents []any  `json:"documents,omitempty"`
	Error     string `json:"error,omitempty"`
}

func build(r request) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Error: fmt.Sprintf("panic: %v", fault)}
		}
	}()
	system := filesys.MakeFsInMemory()
	for _, f := range r.Files {
		if err := system.WriteFile("/"+f.Path, []byte(f.Text)); err != nil {
			return answer{Error: "cannot write: " + err.Error()}
		}
	}
	options := &krusty.Options{
		Reorder:          krusty.ReorderOptionUnspecified,
		LoadRestrictions: types.LoadRestrictionsRootOnly,
		PluginConfig:     types.DisabledPluginConfig(),
	}
	resources, err := krusty.MakeKustomizer(options).Run(system, "/"+r.Root)
	if err != nil {
		return answer{Error: err.Error()}
	}
	documents := []any{}
	for _, resource := range resources.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			return answer{Error: err.Error()}
		}
		var document any
		if err := yaml.Unmarshal(text, &document); err != nil {
			return answer{Error: err.Error()}
		}
		documents = append(documents, document)
	}
	return answer{Documents: documents}
}

func main() {
	log.SetOutput(io.Discard)
	if len(os.Args) > 1 {
		var err error
		switch {
		case os.Args[1] == "table":
			err = writeTable()
		case os.Args[1] == "cases" && len(os.Args) == 3:
			err = writeCases(os.Args[2])
		default:
			err = fmt.Errorf("unknown request %v", os.Args[1:])
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// Warnings about deprecated fields are no answers.
	os.Stderr, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			panic(err)
		}
		if err := output.Encode(build(r)); err != nil {
			panic(err)
		}
	}
}
