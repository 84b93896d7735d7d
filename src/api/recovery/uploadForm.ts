/** An upload as it is sent: the form's fields, and the file on this machine that holds the bytes. */
export interface UploadForm {
  /** Absolute path. */
  readonly file: string;
  readonly fileName: string;
  /** How many bytes the file has; an upload gets more time the more it has. */
  readonly bytes: number;
  readonly fields: Readonly<Record<string, string>>;
}
