/** The package's own types cover what Emscripten generates, but not the decoder around it. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  type Shown = { data: Uint8ClampedArray; width: number; height: number };
  export type HeifImage = {
    get_width(): number;
    get_height(): number;
    display(into: Shown, done: (shown: Shown | null) => void): void;
    free(): void;
  };
  type Heif = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };
  const createHeif: () => Heif;
  export default createHeif;
}
