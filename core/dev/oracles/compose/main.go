// Says what Compose makes of the files of a project: one request and one answer a line.
//
// The loader of `docker compose` merges, interpolates, extends, includes and brings short forms
// into long ones. Three of its steps are left out, for they say nothing about that: the paths of
// the first file stay as they are written, a project need not be consistent, and implicit names,
// networks and dependencies are not added. What its types do while they decode, splitting commands
// and reading files of variables, is done here by the same types.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

type file struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

type request struct {
	Files []file `json:"files"`
	// Main are the files of the project, the later ones over the earlier ones.
	Main []string `json:"main"`
	// Question is what is asked: what the files make, or, by "written-out", a file that makes the same.
	Question string `json:"question"`
}

type answer struct {
	Model map[string]any `json:"model,omitempty"`
	Text  string         `json:"text,omitempty"`
	Error string         `json:"error,omitempty"`
}

func write(folder string, files []file) error {
	for _, f := range files {
		path := filepath.Join(folder, f.Path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(f.Text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func load(r request) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Error: fmt.Sprintf("panic: %v", fault)}
		}
	}()
	folder, err := os.MkdirTemp("", "compose")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	if err := write(folder, r.Files); err != nil {
		return answer{Error: "cannot write: " + err.Error()}
	}
	project := filepath.Join(folder, filepath.Dir(r.Main[0]))
	// Files of variables are read as seen from the folder of the project.
	if err := os.Chdir(project); err != nil {
		panic(err)
	}
	model, err := merged(folder, project, r.Main)
	if err != nil {
		text := strings.ReplaceAll(err.Error(), folder, "")
		return answer{Error: text}
	}
	if r.Question != "written-out" {
		return answer{Model: model}
	}
	text, err := writtenOut(folder, project, r.Main)
	if err != nil {
		return answer{Error: strings.ReplaceAll(err.Error(), folder, "")}
	}
	return answer{Text: text}
}

func options(options *loader.Options) {
	options.SetProjectName("case", true)
	options.ResolvePaths = false
	options.SkipNormalization = true
	options.SkipConsistencyCheck = true
	options.Profiles = []string{"*"}
}

// details says where the files of a project are, and the variables of its `.env` file.
func details(folder, project string, main []string) (types.ConfigDetails, error) {
	environment := map[string]string{}
	if path := filepath.Join(project, ".env"); exists(path) {
		var err error
		environment, err = dotenv.GetEnvFromFile(environment, []string{path})
		if err != nil {
			return types.ConfigDetails{}, err
		}
	}
	details := types.ConfigDetails{WorkingDir: project, Environment: environment}
	for _, name := range main {
		path := filepath.Join(folder, name)
		details.ConfigFiles = append(details.ConfigFiles, types.ConfigFile{Filename: path})
	}
	return details, nil
}

func merged(folder, project string, main []string) (map[string]any, error) {
	details, err := details(folder, project, main)
	if err != nil {
		return nil, err
	}
	dict, err := loader.LoadModelWithContext(context.Background(), details, options)
	if err != nil {
		return nil, err
	}
	normal, err := normalised(dict, details.Environment)
	if err != nil {
		return nil, err
	}
	decoded, err := loader.ModelToProject(clone(normal).(map[string]any), loader.ToOptions(&details, []func(*loader.Options){options}), details)
	if err != nil {
		return nil, err
	}
	// What normalisation says of builds and hooks is part of the answer, nothing else of it.
	each(dict, normal, func(service, normal map[string]any) {
		before, _ := service["pre_start"].([]any)
		take(service, normal, "pre_start")
		hooks, _ := service["pre_start"].([]any)
		_, named := service["networks"]
		for i, hook := range hooks {
			// An implicit network is not inherited either.
			if _, own := before[i].(map[string]any)["networks"]; !own && !named {
				delete(hook.(map[string]any), "networks")
			}
		}
		if build, ok := service["build"].(map[string]any); ok {
			take(build, normal["build"].(map[string]any), "args")
		}
	})
	for name, service := range decoded.AllServices() {
		resolved(dict, "services", name, service.ContainerSpec)
		hooks, _ := dict["services"].(map[string]any)[name].(map[string]any)["pre_start"].([]any)
		for i, hook := range hooks {
			overlay(hook.(map[string]any), service.PreStart[i].ContainerSpec)
		}
	}
	for name, service := range decoded.AllServices() {
		booleans(dict["services"].(map[string]any)[name].(map[string]any), service)
	}
	for name, job := range decoded.AllJobs() {
		resolved(dict, "jobs", name, job.ContainerSpec)
	}
	decode(dict)
	return written(dict).(map[string]any), nil
}

// writtenOut is the project as one plain file: merged, in long forms, with its variables replaced.
// Files of variables stay what they are, and are named as before.
func writtenOut(folder, project string, main []string) (string, error) {
	details, err := details(folder, project, main)
	if err != nil {
		return "", err
	}
	dict, err := loader.LoadModelWithContext(context.Background(), details, options)
	if err != nil {
		return "", err
	}
	decode(dict)
	for key := range dict {
		if strings.HasPrefix(key, "x-") {
			delete(dict, key)
		}
	}
	text, err := json.Marshal(escaped(written(dict)))
	return string(text), err
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "table" {
		if err := writeTable(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	logrus.SetOutput(io.Discard)
	os.Setenv("HOME", home)
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
		if err := output.Encode(load(r)); err != nil {
			panic(err)
		}
	}
}
