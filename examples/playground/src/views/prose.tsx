/** Small pieces of text that stand everywhere. */
import type { ControlStatus, Severity } from "../library";

/** Text whose words in backticks stand as code. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split("`")
        .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}
    </>
  );
}

/** Words for those who hear the page. */
export function Aloud({ text }: { text: string }) {
  return <span class="aloud">{text}</span>;
}

export function Badge({ tone }: { tone: Severity | ControlStatus | "problem" | "accepted" }) {
  return <span class={`badge tone-${tone}`}>{tone.replace("_", " ")}</span>;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
