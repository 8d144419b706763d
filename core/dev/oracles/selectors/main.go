// Says whether a label selector selects labels: one request and one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

type request struct {
	// Selector is null where an object has none.
	Selector *metav1.LabelSelector `json:"selector"`
	Labels   map[string]string     `json:"labels"`
}

type answer struct {
	Matches bool `json:"matches"`
	// Error is the error for a selector that is not valid.
	Error string `json:"error,omitempty"`
}

func ask(line []byte) answer {
	var request request
	if err := json.Unmarshal(line, &request); err != nil {
		return answer{Error: err.Error()}
	}
	selector, err := metav1.LabelSelectorAsSelector(request.Selector)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Matches: selector.Matches(labels.Set(request.Labels))}
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
