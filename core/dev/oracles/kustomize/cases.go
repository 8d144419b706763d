package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// trees reads the files that tests write, and the folders that they build.
type trees struct {
	texts map[string]ast.Expr
	fn    func(name string, r request)
}

// text is the value of an expression that only depends on literals.
func (t *trees) text(expr ast.Expr, depth int) (string, bool) {
	if depth > 8 {
		return "", false
	}
	switch e := expr.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := t.text(e.X, depth+1)
		right, also := t.text(e.Y, depth+1)
		return left + right, ok && also && e.Op == token.ADD
	case *ast.ParenExpr:
		return t.text(e.X, depth+1)
	case *ast.Ident:
		if known, ok := t.texts[e.Name]; ok {
			return t.text(known, depth+1)
		}
	case *ast.CallExpr:
		if name, ok := e.Fun.(*ast.Ident); ok && name.Name == "string" && len(e.Args) == 1 {
			return t.text(e.Args[0], depth+1)
		}
		if s, ok := e.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Join" && len(e.Args) > 0 {
			parts := []string{}
			for _, arg := range e.Args {
				part, ok := t.text(arg, depth+1)
				if !ok {
					return "", false
				}
				parts = append(parts, part)
			}
			return path.Join(parts...), true
		}
	}
	return "", false
}

func below(name string) string {
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// headers are what the harness of the tests puts before a kustomization.
var headers = map[string]string{
	"WriteK": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
	"WriteC": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
}

func (t *trees) test(name string, body *ast.BlockStmt) {
	var files []file
	incomplete := false
	ast.Inspect(body, func(node ast.Node) bool {
		if assign, ok := node.(*ast.AssignStmt); ok && len(assign.Lhs) == len(assign.Rhs) {
			for i, left := range assign.Lhs {
				if ident, ok := left.(*ast.Ident); ok {
					if _, ok := t.text(assign.Rhs[i], 0); ok {
						t.texts[ident.Name] = assign.Rhs[i]
					}
				}
			}
		}
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch selector.Sel.Name {
		case "WriteK", "WriteC", "WriteF":
			if len(call.Args) != 2 {
				return true
			}
			where, ok := t.text(call.Args[0], 0)
			content, also := t.text(call.Args[1], 0)
			if !ok || !also {
				incomplete = true
				return true
			}
			if header, ok := headers[selector.Sel.Name]; ok {
				where, content = path.Join(where, "kustomization.yaml"), header+content
			}
			files = append(files, file{Path: below(where), Text: content})
		case "Run", "RunWithErr":
			if len(call.Args) != 2 || incomplete || len(files) == 0 {
				return true
			}
			if root, ok := t.text(call.Args[0], 0); ok {
				last := map[string]int{}
				for i, f := range files {
					last[f.Path] = i
				}
				var kept []file
				for i, f := range files {
					if last[f.Path] == i {
						kept = append(kept, f)
					}
				}
				t.fn(name, request{Files: kept, Root: below(root)})
			}
		}
		return true
	})
}

// writeCases prints the trees of the tests in a folder of Go packages, one request a line.
func writeCases(folder string) error {
	output := json.NewEncoder(os.Stdout)
	packages := map[string][]string{}
	err := filepath.WalkDir(folder, func(name string, entry os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, "_test.go") {
			packages[filepath.Dir(name)] = append(packages[filepath.Dir(name)], name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, names := range packages {
		var files []*ast.File
		texts := map[string]ast.Expr{}
		for _, name := range names {
			parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				return err
			}
			files = append(files, parsed)
			for _, declaration := range parsed.Decls {
				general, ok := declaration.(*ast.GenDecl)
				if !ok {
					continue
				}
				for _, spec := range general.Specs {
					if values, ok := spec.(*ast.ValueSpec); ok && len(values.Names) == len(values.Values) {
						for i, ident := range values.Names {
							texts[ident.Name] = values.Values[i]
						}
					}
				}
			}
		}
		for _, parsed := range files {
			for _, declaration := range parsed.Decls {
				function, ok := declaration.(*ast.FuncDecl)
				if !ok || function.Body == nil || !strings.HasPrefix(function.Name.Name, "Test") {
					continue
				}
				own := map[string]ast.Expr{}
				for key, value := range texts {
					own[key] = value
				}
				t := &trees{texts: own, fn: func(name string, r request) {
					_ = output.Encode(map[string]any{"name": name, "files": r.Files, "root": r.Root})
				}}
				t.test(function.Name.Name, function.Body)
			}
		}
	}
	return nil
}
