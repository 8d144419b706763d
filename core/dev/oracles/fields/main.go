package main

import (
	"fmt"

	"k8s.io/client-go/kubernetes/scheme"
)

func main() { fmt.Println(len(scheme.Scheme.AllKnownTypes())) }
