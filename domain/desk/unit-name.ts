/** «UBND xã Lục Sơn» → «Lục Sơn»: in a list of communes all begin alike. */
export const shortUnitName = (unitName: string): string => unitName.replace(/^(UBND\s+)?(xã|phường|thị trấn|đặc khu)\s+/iu, '');
