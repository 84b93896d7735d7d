/** Degrees. */
interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Kilometres. */
const earthRadius = 6371;

/**
 * Reads `"40,100 5km"` (a circle), `"40,100|50,105"` (opposite corners) or four corners, each
 * point as latitude,longitude. The result tells whether a place such as `"40.1,100"` lies inside.
 */
export function areaOf(text: string): ((place: string) => boolean) | undefined {
  const [, centre = '', distance] = /^(\S+) (\d{1,5}(?:\.\d{1,6})?)km$/.exec(text) ?? [];
  const contains =
    distance === undefined ? within(text.split('|', 5)) : around(pointOf(centre), Number(distance));
  return (
    contains &&
    ((place) => {
      const point = pointOf(place);
      return point !== undefined && contains(point);
    })
  );
}

function around(
  centre: Point | undefined,
  kilometres: number,
): ((point: Point) => boolean) | undefined {
  return centre && ((point) => distanceBetween(centre, point) <= kilometres);
}

function within(corners: readonly string[]): ((point: Point) => boolean) | undefined {
  const points = corners.map(pointOf).filter((point) => point !== undefined);
  if (points.length !== corners.length || (points.length !== 2 && points.length !== 4)) {
    return undefined;
  }
  const latitudes = points.map((point) => point.latitude);
  const longitudes = points.map((point) => point.longitude);
  return ({ latitude, longitude }) =>
    latitude >= Math.min(...latitudes) &&
    latitude <= Math.max(...latitudes) &&
    longitude >= Math.min(...longitudes) &&
    longitude <= Math.max(...longitudes);
}

function pointOf(text: string): Point | undefined {
  const number = '(-?\\d{1,3}(?:\\.\\d{1,12})?)';
  const match = new RegExp(`^${number},${number}$`).exec(text);
  const latitude = Number(match?.[1] ?? Infinity);
  const longitude = Number(match?.[2] ?? Infinity);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

/** Along the surface of the earth, by the haversine formula. */
function distanceBetween(one: Point, other: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const along = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const chord =
    across + along * Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
}
