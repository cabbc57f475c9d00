/** A key that the service made for itself, and that does not change with SECRET_KEY. */
export interface ServiceKeyTable {
  readonly name: string;
  readonly sealed: string;
  readonly created_at: Date;
}
