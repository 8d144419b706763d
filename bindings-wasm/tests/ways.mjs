// Reads `ways.txt`: inputs, and the verdict that each must have in every interface.
import { readFileSync } from "node:fs";

/** The rows of the table: a title, the verdict for each way of passing them in, and the files as bytes. */
export function ways(path) {
  const rows = [];
  let name;
  let isHex = false;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const row = rows.at(-1);
    const file = /^-- (\S+)( hex)? --$/.exec(line);
    if (line.startsWith("== ")) {
      rows.push({ title: line.slice(3), verdicts: {}, files: {} });
      name = undefined;
    } else if (file) {
      name = file[1];
      isHex = file[2] !== undefined;
      row.files[name] = Buffer.alloc(0);
    } else if (name !== undefined && line !== "") {
      const more = isHex ? Buffer.from(line, "hex") : Buffer.from(`${line}\n`);
      row.files[name] = Buffer.concat([row.files[name], more]);
    } else if (row !== undefined && name === undefined && line.includes(": ")) {
      const [way, verdict] = line.split(": ");
      row.verdicts[way] = verdict;
    }
  }
  return rows;
}
