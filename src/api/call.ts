import type { GenericSchema } from 'valibot';
import type { EndpointClass } from './limits';
import type { UploadForm } from './recovery/uploadForm';

/** What an error of ImageKit says; a key of an unexpected shape is read as absent. */
export interface ErrorBody {
  readonly message?: string | undefined;
  readonly help?: string | undefined;
  readonly reason?: string | undefined;
  readonly missingFileIds?: readonly string[] | undefined;
}

/** The statuses that ImageKit documents for success. */
export type SuccessStatus = (typeof successStatuses)[number];

export const successStatuses = [200, 201, 202, 204, 207] as const;

/** One request, and what ImageKit documents as its answers. */
export interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the host's root, ids encoded, without the query. */
  readonly path: string;
  /** Empty, or beginning with `?`. */
  readonly query?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as multipart form data, to the host that takes uploads. */
  readonly form?: UploadForm;
  readonly endpoint: EndpointClass;
  /** The most rows that an answer can have. */
  readonly rows: number;
  /** What a success carries, by its status; an empty body is `undefined`. */
  readonly success: Readonly<Partial<Record<SuccessStatus, GenericSchema<unknown, T>>>>;
  /** What a read must carry to be used where marks don't arrive; without it, it never is. */
  readonly complete?: GenericSchema;
  /** Whether a 404 with this body says that what was asked for does not exist. */
  readonly saysGone?: (error: ErrorBody) => boolean;
}

/** A call as it is sent and told of, whatever its answer is. */
export type AnyCall = Call<unknown>;

/** What a request does on the server when it is carried out. */
export type Effect = 'read' | 'write';

/** Only a `GET` leaves everything as it was. */
export function effectOf({ method }: Pick<AnyCall, 'method'>): Effect {
  return method === 'GET' ? 'read' : 'write';
}

/** How a call is named in logs and errors: without the values of its query. */
export function labelOf({ method, path }: Pick<AnyCall, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
