/** Completion for the policy file, from its JSON schema. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Text } from "@codemirror/state";

/** The subset of JSON Schema that the policy's schema uses. */
interface SchemaNode {
  $ref?: string;
  $defs?: Record<string, SchemaNode>;
  description?: string;
  type?: string;
  properties?: Record<string, SchemaNode>;
  additionalProperties?: boolean | SchemaNode;
  items?: SchemaNode;
  enum?: string[];
  const?: string;
  anyOf?: SchemaNode[];
}

/** A source of completions for texts that `schema` describes. */
export function fromSchema(schema: () => object | null) {
  return (context: CompletionContext): CompletionResult | null => {
    const root = schema() as SchemaNode | null;
    if (!root) return null;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (before.includes("#")) return null;
    const word = /[\w./-]*$/.exec(before)?.[0] ?? "";
    if (!word && !context.explicit && !/[:\-[,]\s*$/.test(before)) return null;
    const options = candidates(root, context.state.doc, line.number, before);
    return options.length > 0 ? { from: context.pos - word.length, options } : null;
  };
}

function candidates(root: SchemaNode, doc: Text, line: number, before: string): Completion[] {
  const indent = indentOf(before);
  const value = /^(\s*(?:-\s+)*)([\w-]+):\s+(?:\[.*)?/.exec(before);
  if (value?.[2] !== undefined) {
    const column = value[1]?.length ?? 0;
    const parent = at(root, [...pathTo(doc, line, column), value[2]]);
    const inList = before.includes("[");
    return values(root, inList ? item(root, parent) : parent);
  }
  const isItem = /^\s*-\s/.test(before);
  const column = isItem ? /^\s*(?:-\s+)*/.exec(before)?.[0].length ?? indent : indent;
  const path = pathTo(doc, line, isItem ? indent : column);
  const node = isItem ? item(root, at(root, path)) : at(root, path);
  return [...keys(root, node), ...(isItem ? values(root, node) : [])];
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The parent keys of a line, outermost first; `-` represents an item. */
function pathTo(doc: Text, line: number, column: number): string[] {
  const path: string[] = [];
  let left = column;
  for (let number = line - 1; number > 0 && left >= 0; number -= 1) {
    const { text } = doc.line(number);
    if (text.trim() === "" || text.trimStart().startsWith("#")) continue;
    const match = /^(\s*)((?:-\s+)?)([\w./-]+):/.exec(text);
    if (!match) continue;
    const own = match[1]?.length ?? 0;
    const dash = match[2]?.length ?? 0;
    const isParentOfItem = own === left && dash === 0 && doc.line(line).text.trim().startsWith("-");
    if (own + dash < left || isParentOfItem) {
      path.unshift(match[3] ?? "");
      left = own + dash;
    }
    if (dash > 0 && own < left) {
      path.unshift("-");
      left = own;
    }
  }
  return path;
}

function resolve(root: SchemaNode, node: SchemaNode | undefined): SchemaNode | undefined {
  const name = node?.$ref?.split("/").pop();
  return name === undefined ? node : { ...root.$defs?.[name], ...node };
}

function at(root: SchemaNode, path: readonly string[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = root;
  for (const step of path) {
    const here: SchemaNode | undefined = resolve(root, node);
    const other = here?.additionalProperties;
    node =
      step === "-"
        ? here?.items
        : (here?.properties?.[step] ?? (typeof other === "object" ? other : undefined));
  }
  return resolve(root, node);
}

function item(root: SchemaNode, node: SchemaNode | undefined): SchemaNode | undefined {
  return resolve(root, node?.items);
}

function keys(root: SchemaNode, node: SchemaNode | undefined): Completion[] {
  return Object.entries(node?.properties ?? {}).map(([label, property]) => ({
    label,
    apply: `${label}: `,
    type: "property",
    info: resolve(root, property)?.description ?? "",
  }));
}

function values(root: SchemaNode, node: SchemaNode | undefined): Completion[] {
  const all = [node, ...(node?.anyOf ?? [])].map((each) => resolve(root, each));
  const words = all.flatMap((each) => each?.enum ?? (each?.const === undefined ? [] : [each.const]));
  if (node?.type === "boolean") words.push("true", "false");
  return words.map((label) => ({ label, type: "enum" }));
}
