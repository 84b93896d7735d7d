/** `#rrggbb`, or `#rrggbbaa` with an opacity. */
export type Colour = `#${string}`;

/** What a shape is filled with. Gradients run over their colours in even steps. */
export type Paint =
  | { readonly kind: 'plain'; readonly colour: Colour }
  | {
      readonly kind: 'linear';
      readonly from: Point;
      readonly to: Point;
      readonly colours: readonly Colour[];
    }
  | {
      readonly kind: 'radial';
      readonly centre: Point;
      readonly radius: number;
      readonly colours: readonly Colour[];
    };

/** In the scene's own units, from the top left. */
export type Point = readonly [x: number, y: number];

/** A filled shape; its outline is SVG path data of the absolute commands M, L, C and Z. */
export interface Layer {
  readonly outline: string;
  readonly paint: Paint;
}

/** A picture as layers, the lowest first. It has no size in pixels: it can be drawn at any. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Whether no layer fills the whole ground, so that some of it stays transparent. */
  readonly seeThrough: boolean;
  readonly layers: readonly Layer[];
}
