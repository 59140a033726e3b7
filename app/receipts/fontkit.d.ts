/** What we use of fontkit, pdfkit's own font reader. */
declare module "fontkit" {
  export type GlyphRun = {
    readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number }[];
    readonly positions: readonly {
      readonly xAdvance: number;
      readonly yAdvance: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[];
  };
  export type Font = {
    readonly postscriptName: string;
    layout(text: string, features?: readonly string[]): GlyphRun;
  };
  export function openSync(path: string): Font;
}
