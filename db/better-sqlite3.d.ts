/**
 * The package ships types that its `exports` hide from the compiler. This says the part that `db/` uses.
 */
declare module 'better-sqlite3' {
  class Sqlite {
    constructor(file: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number });
    readonly inTransaction: boolean;
    readonly open: boolean;
    prepare(sql: string): unknown;
    exec(sql: string): this;
    pragma(source: string): unknown;
    close(): this;
  }
  export default Sqlite;
}
