/** Small text components. */
import type { ControlStatus, Severity } from "../library";

/** Text whose words in backticks are rendered as code. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split("`")
        .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}
    </>
  );
}

/** Text for screen readers only. */
export function Aloud({ text }: { text: string }) {
  return <span class="aloud">{text}</span>;
}

export function Badge({ tone }: { tone: Severity | ControlStatus | "problem" | "accepted" }) {
  return <span class={`badge tone-${tone}`}>{tone.replace("_", " ")}</span>;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
