package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/randfill"
	"sigs.k8s.io/yaml"
)

type filled struct {
	// Kinds is how many kinds there are.
	Kinds int    `json:"kinds"`
	Text  string `json:"text"`
}

func kinds() []schema.GroupVersionKind {
	var kinds []schema.GroupVersionKind
	for kind, t := range scheme.Scheme.AllKnownTypes() {
		if kind.Version != runtime.APIVersionInternal && !isOption(kind, t) {
			kinds = append(kinds, kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].String() < kinds[j].String() })
	return kinds
}

// isOption says whether a type is one of the options of requests, which every group has.
func isOption(kind schema.GroupVersionKind, t reflect.Type) bool {
	return kind.Group != "" && t.PkgPath() == reflect.TypeFor[metav1.ObjectMeta]().PkgPath()
}

// fill makes an object of a kind in which most fields are set.
func fill(number int, seed int64) filled {
	all := kinds()
	kind := all[number%len(all)]
	object, err := scheme.Scheme.New(kind)
	if err != nil {
		panic(err)
	}
	filler := randfill.NewWithSeed(seed).NilChance(0.2).NumElements(1, 2).MaxDepth(14).Funcs(
		func(s *string, c randfill.Continue) { *s = fmt.Sprintf("text-%d", c.Intn(100)) },
		func(q *resource.Quantity, c randfill.Continue) {
			*q = *resource.NewQuantity(c.Int63n(1000), resource.DecimalSI)
		},
		func(v *intstr.IntOrString, c randfill.Continue) { *v = intstr.FromInt32(c.Int31n(100)) },
		func(t *metav1.Time, c randfill.Continue) { t.Time = time.Unix(c.Int63n(1<<31), 0) },
		func(t *metav1.MicroTime, c randfill.Continue) { t.Time = time.UnixMicro(c.Int63n(1 << 50)) },
		func(r *runtime.RawExtension, c randfill.Continue) { r.Raw = []byte(`{"any":{"thing":[1]}}`) },
		func(f *metav1.FieldsV1, c randfill.Continue) { f.SetRawBytes([]byte(`{"f:spec":{}}`)) },
		func(a *any, c randfill.Continue) { *a = c.Int63n(100) },
	)
	filler.Fill(object)
	object.GetObjectKind().SetGroupVersionKind(kind)
	text, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	block, err := yaml.JSONToYAML(text)
	if err != nil {
		panic(err)
	}
	return filled{len(all), string(block)}
}
