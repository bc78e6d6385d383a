/** A bank that VietQR reaches, by its NAPAS BIN. Names as banks call themselves on their own QR codes. */
export type Bank = { bin: string; name: string };

/** Banks at which public bodies hold accounts come first, the others by name. */
export const banks: readonly Bank[] = [
  { bin: '970405', name: 'Agribank' },
  { bin: '970418', name: 'BIDV' },
  { bin: '970415', name: 'VietinBank' },
  { bin: '970436', name: 'Vietcombank' },
  { bin: '970422', name: 'MB' },
  { bin: '970449', name: 'LPBank' },
  { bin: '970425', name: 'ABBANK' },
  { bin: '970416', name: 'ACB' },
  { bin: '970409', name: 'Bac A Bank' },
  { bin: '970438', name: 'BAOVIET Bank' },
  { bin: '970454', name: 'BVBank' },
  { bin: '970446', name: 'Co-opBank' },
  { bin: '970431', name: 'Eximbank' },
  { bin: '970437', name: 'HDBank' },
  { bin: '970434', name: 'Indovina Bank' },
  { bin: '970452', name: 'Kienlongbank' },
  { bin: '970426', name: 'MSB' },
  { bin: '970428', name: 'Nam A Bank' },
  { bin: '970419', name: 'NCB' },
  { bin: '970448', name: 'OCB' },
  { bin: '970430', name: 'PGBank' },
  { bin: '970412', name: 'PVcomBank' },
  { bin: '970403', name: 'Sacombank' },
  { bin: '970400', name: 'SAIGONBANK' },
  { bin: '970429', name: 'SCB' },
  { bin: '970440', name: 'SeABank' },
  { bin: '970443', name: 'SHB' },
  { bin: '970424', name: 'Shinhan Bank' },
  { bin: '970407', name: 'Techcombank' },
  { bin: '970423', name: 'TPBank' },
  { bin: '970441', name: 'VIB' },
  { bin: '970427', name: 'VietABank' },
  { bin: '970433', name: 'VietBank' },
  { bin: '970432', name: 'VPBank' },
  { bin: '970421', name: 'VRB' },
  { bin: '970457', name: 'Woori Bank' },
];

export const bankOf = (bin: string): Bank | undefined => banks.find((bank) => bank.bin === bin);
