package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/schema"
)

// Letters for the types of JSON Schema.
var letters = map[string]string{
	"string": "s", "boolean": "b", "integer": "i", "number": "n", "null": "z", "object": "m", "array": "a",
}

const extensions = "^x-"

// shape is everything that may stand somewhere: all alternatives together.
type shape struct {
	kinds  map[string]bool
	items  string
	values string
	fields map[string]string
	// Whether keys with `x-` are legal, and whether no others are than those that are named.
	extended bool
	closed   bool
	anything bool
}

type table struct {
	definitions map[string]any
	lines       []string
	numbers     map[string]int
}

// typeOf is the number of the line for a schema.
func (t *table) typeOf(node any) string {
	s := shape{kinds: map[string]bool{}, fields: map[string]string{}}
	t.collect(&s, node)
	line := s.line()
	number, known := t.numbers[line]
	if !known {
		number = len(t.lines)
		t.numbers[line] = number
		t.lines = append(t.lines, line)
	}
	return strconv.Itoa(number)
}

// collect adds the alternatives of a schema.
func (t *table) collect(s *shape, node any) {
	schema, is := node.(map[string]any)
	if !is || len(schema) == 0 {
		s.anything = true
		return
	}
	if ref, is := schema["$ref"].(string); is {
		t.collect(s, t.definitions[strings.TrimPrefix(ref, "#/$defs/")])
	}
	for _, word := range []string{"oneOf", "anyOf", "allOf"} {
		all, _ := schema[word].([]any)
		for _, one := range all {
			t.collect(s, one)
		}
	}
	switch kinds := schema["type"].(type) {
	case string:
		s.kinds[letters[kinds]] = true
	case []any:
		for _, kind := range kinds {
			s.kinds[letters[kind.(string)]] = true
		}
	}
	if items, is := schema["items"]; is {
		s.items = t.either(s.items, items)
	}
	properties, _ := schema["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		s.fields[name] = t.either(s.fields[name], properties[name])
	}
	patterns, _ := schema["patternProperties"].(map[string]any)
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		if pattern == extensions {
			s.extended = true
		} else {
			s.values = t.either(s.values, patterns[pattern])
		}
	}
	for _, word := range []string{"additionalProperties", "unevaluatedProperties"} {
		switch others := schema[word].(type) {
		case bool:
			s.closed = s.closed || !others
		case map[string]any:
			s.values = t.either(s.values, others)
		}
	}
}

// either is the type of what has one already in another alternative.
func (t *table) either(known string, node any) string {
	number := t.typeOf(node)
	if known != "" && known != number {
		return t.typeOf(map[string]any{})
	}
	return number
}

func (s *shape) line() string {
	if s.anything {
		return "*"
	}
	words := []string{strings.Join(slices.Sorted(maps.Keys(s.kinds)), "")}
	if s.items != "" {
		words = append(words, "["+s.items)
	}
	if s.values != "" {
		words = append(words, "{"+s.values)
	} else if s.kinds["m"] && !s.closed {
		words = append(words, "{*")
	}
	if s.extended {
		words = append(words, "x-")
	}
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		words = append(words, name+":"+s.fields[name])
	}
	return strings.Join(words, " ")
}

// writeTable says what may stand where in a compose file.
func writeTable() error {
	var root map[string]any
	if err := json.Unmarshal([]byte(schema.Schema), &root); err != nil {
		return err
	}
	definitions, _ := root["$defs"].(map[string]any)
	t := table{definitions: definitions, numbers: map[string]int{}}
	t.typeOf(root)
	version := ""
	if info, known := debug.ReadBuildInfo(); known {
		for _, module := range info.Deps {
			if module.Path == "github.com/compose-spec/compose-go/v2" {
				version = module.Version
			}
		}
	}
	fmt.Printf(`# Written by `+"`cargo dev generate compose-fields`"+` from the schema of the Compose Specification in
# compose-go %s.
# A line for each type, that of a file last. First what may stand there: s string, b boolean,
# i integer, n number, z null, m mapping, a list, * anything. Then the type of the items of a list
# after [, that of keys that have no name here after {, x- where extensions are legal, and each
# field with its type. A type is the number of a line, from 0.
`, version)
	for _, line := range t.lines {
		fmt.Println(line)
	}
	return nil
}
