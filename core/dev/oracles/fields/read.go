package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	serializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
	machinery "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/yaml"
)

// object is what the decoder says of an object of a kind that it knows.
type object struct {
	Kind       string   `json:"kind"`
	Unknown    []string `json:"unknown"`
	Duplicates []string `json:"duplicates,omitempty"`
	// Error is the error for a value; then nothing is known of the fields.
	Error string `json:"error,omitempty"`
}

type reading struct {
	Objects []object `json:"objects"`
	// Lists are those around objects, without these.
	Lists []object `json:"lists"`
	// Duplicates are the duplicate keys in the documents that contain objects of any kind.
	Duplicates []string `json:"duplicates"`
	// Refused says that a document is not YAML.
	Refused bool `json:"refused"`

	blank map[int][]string
}

var strict = serializer.NewSerializerWithOptions(
	serializer.DefaultMetaFactory, scheme.Scheme, scheme.Scheme, serializer.SerializerOptions{Strict: true})

func read(text string, blank map[int][]string) *reading {
	result := &reading{Objects: []object{}, Lists: []object{}, Duplicates: []string{}, blank: blank}
	chunks := machinery.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		chunk, err := chunks.Read()
		if err == io.EOF {
			return result
		}
		if err != nil {
			result.Refused = true
			return result
		}
		value, err := yaml.YAMLToJSON(chunk)
		if err != nil {
			result.Refused = true
			continue
		}
		if root, ok := decode(value).(map[string]any); ok && result.object(root) {
			_, err := yaml.YAMLToJSONStrict(chunk)
			result.Duplicates = append(result.Duplicates, duplicates(err)...)
		}
	}
}

func decode(text []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil
	}
	return value
}

// object reads an object or the items of a list; it says whether the value is either.
func (result *reading) object(value map[string]any) bool {
	version, _ := value["apiVersion"].(string)
	kind, _ := value["kind"].(string)
	if version == "" || kind == "" {
		return false
	}
	items := value["items"]
	isList := kind == "List" && version == "v1" || strings.HasSuffix(kind, "List") && items != nil
	if !isList {
		if known(version, kind) {
			for _, pointer := range result.blank[len(result.Objects)] {
				setNull(value, pointer)
			}
			result.Objects = append(result.Objects, strictly(value, kind))
		}
		return true
	}
	delete(value, "items")
	if known(version, kind) {
		if list := strictly(value, kind); list.Error != "" || len(list.Unknown) > 0 {
			result.Lists = append(result.Lists, list)
		}
	}
	list, _ := items.([]any)
	for _, item := range list {
		item, ok := item.(map[string]any)
		if !ok {
			continue
		}
		inferred := strings.TrimSuffix(kind, "List")
		if item["apiVersion"] == nil && item["kind"] == nil && inferred != "" {
			item["apiVersion"], item["kind"] = version, inferred
		}
		result.object(item)
	}
	return true
}

var knownTypes = scheme.Scheme.AllKnownTypes()

func known(version, kind string) bool {
	parsed, err := schema.ParseGroupVersion(version)
	if err != nil || parsed.String() != version {
		return false
	}
	t, known := knownTypes[parsed.WithKind(kind)]
	return known && !isOption(parsed.WithKind(kind), t)
}

// setNull puts a null where an RFC 6901 pointer leads.
func setNull(value any, pointer string) {
	steps := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, step := range steps {
		step = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
		last := i == len(steps)-1
		switch collection := value.(type) {
		case map[string]any:
			if last {
				collection[step] = nil
			}
			value = collection[step]
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index >= len(collection) {
				return
			}
			if last {
				collection[index] = nil
			}
			value = collection[index]
		}
	}
}

func strictly(value map[string]any, kind string) object {
	answer := object{Kind: kind, Unknown: []string{}}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		answer.Error = err.Error()
		return answer
	}
	_, _, err := strict.Decode(text.Bytes(), nil, nil)
	if err == nil {
		return answer
	}
	violations, ok := runtime.AsStrictDecodingError(err)
	if !ok {
		answer.Error = err.Error()
		return answer
	}
	for _, violation := range violations.Errors() {
		if path, ok := strings.CutPrefix(violation.Error(), "unknown field "); ok {
			answer.Unknown = append(answer.Unknown, unquoted(path))
		} else {
			answer.Duplicates = append(answer.Duplicates, violation.Error())
		}
	}
	return answer
}

var alreadySet = regexp.MustCompile(`line \d+: key (.*) already set in map`)

func duplicates(err error) []string {
	if err == nil {
		return nil
	}
	var keys []string
	for _, found := range alreadySet.FindAllStringSubmatch(err.Error(), -1) {
		keys = append(keys, unquoted(found[1]))
	}
	return keys
}

func unquoted(text string) string {
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}
