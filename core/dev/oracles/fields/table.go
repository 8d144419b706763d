package main

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"runtime/debug"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
)

// Types that decode themselves, by the letter that the table has for them.
var special = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():    "q",
	reflect.TypeFor[intstr.IntOrString]():   "x",
	reflect.TypeFor[metav1.Time]():          "t",
	reflect.TypeFor[metav1.MicroTime]():     "u",
	reflect.TypeFor[runtime.RawExtension](): "*",
	reflect.TypeFor[metav1.FieldsV1]():      "*",
	reflect.TypeFor[any]():                  "*",
	reflect.TypeFor[[]byte]():               "y",
}

var unmarshaler = reflect.TypeFor[interface{ UnmarshalJSON([]byte) error }]()
var textUnmarshaler = reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()

type table struct {
	// Structs that are reached, by their names in the table.
	structs map[string]reflect.Type
	numbers map[string]int
}

// nameOf is the package below k8s.io/api and the type's own name: `core/v1.Container`.
func nameOf(t reflect.Type) string {
	path := t.PkgPath()
	for _, prefix := range []string{"k8s.io/api/", "k8s.io/apimachinery/pkg/apis/", "k8s.io/apimachinery/pkg/"} {
		path = strings.TrimPrefix(path, prefix)
	}
	return path + "." + t.Name()
}

func (table *table) reach(t reflect.Type) {
	if _, known := special[t]; known {
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		table.reach(t.Elem())
	case reflect.Struct:
		name := nameOf(t)
		if known, ok := table.structs[name]; ok {
			if known != t {
				panic("two types are called " + name)
			}
			return
		}
		table.structs[name] = t
		for _, field := range fieldsOf(t) {
			table.reach(field.Type)
		}
	}
}

// code is the type as the table has it.
func (table *table) code(t reflect.Type) string {
	if code, known := special[t]; known {
		return code
	}
	if t.Kind() != reflect.Pointer {
		if reflect.PointerTo(t).Implements(unmarshaler) || reflect.PointerTo(t).Implements(textUnmarshaler) {
			panic("decodes itself in a way that is not known: " + t.String())
		}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return table.code(t.Elem())
	case reflect.String:
		return "s"
	case reflect.Bool:
		return "b"
	case reflect.Int32:
		return "i"
	case reflect.Int64, reflect.Int:
		return "l"
	case reflect.Float64:
		return "f"
	case reflect.Slice:
		return "[" + table.code(t.Elem())
	case reflect.Map:
		if t.Key().Kind() != reflect.String || reflect.PointerTo(t.Key()).Implements(textUnmarshaler) {
			panic("a map whose keys are no strings: " + t.String())
		}
		return "{" + table.code(t.Elem())
	case reflect.Struct:
		return fmt.Sprint(table.numbers[nameOf(t)])
	}
	panic("a type that is not known: " + t.String())
}

type field struct {
	Name string
	Type reflect.Type
}

// fieldsOf lists the fields of a struct with those of the structs that it embeds, by name.
func fieldsOf(t reflect.Type) []field {
	depths := map[string]int{}
	fields := map[string]reflect.Type{}
	var add func(t reflect.Type, depth int)
	add = func(t reflect.Type, depth int) {
		for i := range t.NumField() {
			member := t.Field(i)
			name, options, _ := strings.Cut(member.Tag.Get("json"), ",")
			if name == "-" || !member.IsExported() {
				continue
			}
			if strings.Contains(options, "string") {
				panic("a number in quotes: " + t.String() + "." + member.Name)
			}
			if name == "" && member.Anonymous {
				embedded := member.Type
				if embedded.Kind() == reflect.Pointer {
					embedded = embedded.Elem()
				}
				add(embedded, depth+1)
				continue
			}
			if name == "" {
				name = member.Name
			}
			known, taken := depths[name]
			if taken && known == depth {
				panic("duplicate field: " + t.String() + "." + name)
			}
			if !taken || depth < known {
				depths[name], fields[name] = depth, member.Type
			}
		}
	}
	add(t, 0)
	var list []field
	for name, t := range fields {
		list = append(list, field{name, t})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// versions names the modules that the table is made of.
func versions() string {
	information, _ := debug.ReadBuildInfo()
	var found []string
	for _, module := range information.Deps {
		switch module.Path {
		case "k8s.io/api", "k8s.io/apimachinery", "k8s.io/client-go":
			found = append(found, module.Path+" "+module.Version)
		}
	}
	return strings.Join(found, ", ")
}

func writeTable(to io.Writer) {
	table := table{map[string]reflect.Type{}, map[string]int{}}
	kinds := map[string]reflect.Type{}
	for kind, t := range scheme.Scheme.AllKnownTypes() {
		// Every group has the options of requests, which do not occur in manifests.
		if kind.Version == runtime.APIVersionInternal || isOption(kind, t) {
			continue
		}
		kinds[kind.GroupVersion().String()+" "+kind.Kind] = t
		table.reach(t)
	}
	var names []string
	for name := range table.structs {
		names = append(names, name)
	}
	sort.Strings(names)
	for number, name := range names {
		table.numbers[name] = number
	}
	var kindNames []string
	for name := range kinds {
		kindNames = append(kindNames, name)
	}
	sort.Strings(kindNames)

	out := bufio.NewWriter(to)
	defer out.Flush()
	fmt.Fprintf(out, "# Written by `cargo dev generate fields` from the Go types of %s.\n", versions())
	fmt.Fprintln(out, "# A line for each kind with its type, then one for each type with its fields, in the order of")
	fmt.Fprintln(out, "# their names. A type is a number: that of a line of the second part, from 0. Other types:")
	fmt.Fprintln(out, "# s string, b boolean, i and l integers of 32 and 64 bits, f number, q quantity, x integer or")
	fmt.Fprintln(out, "# string, t and u times to the second and microsecond, y bytes in base64, * anything,")
	fmt.Fprintln(out, "# [ list of, { map of strings to.")
	for _, name := range kindNames {
		fmt.Fprintf(out, "%s %s\n", name, table.code(kinds[name]))
	}
	fmt.Fprintln(out)
	for _, name := range names {
		fmt.Fprint(out, name)
		for _, field := range fieldsOf(table.structs[name]) {
			fmt.Fprintf(out, " %s:%s", field.Name, table.code(field.Type))
		}
		fmt.Fprintln(out)
	}
}
