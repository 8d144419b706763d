package main

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/openapi/kubernetesapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// merges numbers the types that have lists which are merged by key, at any depth.
type merges struct {
	definitions spec.Definitions
	numbers     map[string]int
	lines       []string
	useful      map[string]bool
}

func name(schema *spec.Schema) string {
	reference := schema.Ref.String()
	return reference[strings.LastIndex(reference, "/")+1:]
}

// child is the definition that a property leads to, and how: "" for itself, "[" for its items, "{" for
// the values of a mapping.
func child(schema *spec.Schema) (string, string) {
	switch {
	case name(schema) != "":
		return name(schema), ""
	case schema.Items != nil && schema.Items.Schema != nil:
		return name(schema.Items.Schema), "["
	case schema.AdditionalProperties != nil && schema.AdditionalProperties.Schema != nil:
		return name(schema.AdditionalProperties.Schema), "{"
	}
	return "", ""
}

func keys(schema *spec.Schema) (string, bool) {
	field := &openapi.ResourceSchema{Schema: schema}
	strategy, list := field.PatchStrategyAndKeyList()
	return strings.Join(list, "+"), slices.Contains(strings.Split(strategy, ","), "merge")
}

// isUseful says whether a definition leads to a list that is merged.
func (m *merges) isUseful(definition string, above []string) bool {
	if known, ok := m.useful[definition]; ok {
		return known
	}
	if slices.Contains(above, definition) {
		return false
	}
	schema := m.definitions[definition]
	useful := false
	for _, property := range schema.Properties {
		_, merged := keys(&property)
		inner, _ := child(&property)
		if merged || inner != "" && m.isUseful(inner, append(above, definition)) {
			useful = true
		}
	}
	if len(above) == 0 {
		m.useful[definition] = useful
	}
	return useful
}

func (m *merges) number(definition string) int {
	if number, ok := m.numbers[definition]; ok {
		return number
	}
	number := len(m.lines)
	m.numbers[definition] = number
	m.lines = append(m.lines, "")
	schema := m.definitions[definition]
	properties := make([]string, 0, len(schema.Properties))
	for property := range schema.Properties {
		properties = append(properties, property)
	}
	slices.Sort(properties)
	var fields []string
	for _, property := range properties {
		field := schema.Properties[property]
		list, merged := keys(&field)
		inner, how := child(&field)
		leads := inner != "" && m.isUseful(inner, nil)
		if !merged && !leads {
			continue
		}
		text := property
		if merged {
			text += "=" + list
		}
		if leads {
			text += fmt.Sprintf(":%s%d", how, m.number(inner))
		}
		fields = append(fields, text)
	}
	m.lines[number] = strings.Join(fields, " ")
	return number
}

func writeTable() error {
	schema := openapi.Schema()
	m := &merges{definitions: schema.Definitions, numbers: map[string]int{}, useful: map[string]bool{}}
	var kinds, cluster []string
	for definition, schema := range schema.Definitions {
		list, _ := schema.Extensions["x-kubernetes-group-version-kind"].([]any)
		for _, one := range list {
			one := one.(map[string]any)
			text := func(key string) string { value, _ := one[key].(string); return value }
			version := text("version")
			if text("group") != "" {
				version = text("group") + "/" + version
			}
			meta := yaml.TypeMeta{APIVersion: version, Kind: text("kind")}
			if openapi.IsCertainlyClusterScoped(meta) {
				cluster = append(cluster, meta.APIVersion+" "+meta.Kind)
			}
			// Lists are opened before they are merged.
			if m.isUseful(definition, nil) && !strings.HasSuffix(meta.Kind, "List") {
				kinds = append(kinds, meta.APIVersion+" "+meta.Kind+"\x00"+definition)
			}
		}
	}
	slices.Sort(kinds)
	slices.Sort(cluster)
	fmt.Printf(`# Written by "cargo dev generate kustomize-kinds" from the OpenAPI of Kubernetes %s in kyaml 0.20.1.
# First the kinds that are not in a namespace; then, after an empty line, each kind
# with the number of its type; then the types, from 0: fields with the keys by which a list is merged
# after =, and after : the number of the type inside, behind [ for items and { for the values of a
# mapping. A list of scalars is merged without a key.
`, kubernetesapi.DefaultOpenAPI)
	for _, kind := range slices.Compact(cluster) {
		fmt.Println(kind)
	}
	fmt.Println()
	for _, kind := range slices.Compact(kinds) {
		kind, definition, _ := strings.Cut(kind, "\x00")
		fmt.Printf("%s %d\n", kind, m.number(definition))
	}
	fmt.Println()
	for _, line := range m.lines {
		fmt.Println(line)
	}
	return nil
}
