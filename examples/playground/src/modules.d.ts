/** Texts of files by their names, read when the page is built. */
declare module "virtual:platforms" {
  const texts: {
    start: Record<string, string>;
    chart: Record<string, string>;
    ojala: Record<string, string>;
    myhealth: Record<string, string>;
    exampleNames: Record<string, string>;
  };
  export default texts;
}
