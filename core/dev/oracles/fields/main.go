// Writes the table of all kinds and fields, makes objects of every kind, and says how the strict
// decoder reads documents: one request and one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type request struct {
	// Text is read if it is given.
	Text string `json:"text"`
	// Blank names what is read as null: pointers into each resource, by its number.
	Blank map[int][]string `json:"blank"`
	// Fill is the number of a kind of which an object is made, Seed what chance begins with.
	Fill *int  `json:"fill"`
	Seed int64 `json:"seed"`
}

func answer(line []byte) any {
	var request request
	if err := json.Unmarshal(line, &request); err != nil {
		panic(err)
	}
	if request.Fill != nil {
		return fill(*request.Fill, request.Seed)
	}
	return read(request.Text, request.Blank)
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "table" {
		writeTable(os.Stdout)
		return
	}
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := answers.Encode(answer(line)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
