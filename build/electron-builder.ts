import type { Configuration } from 'electron-builder';

/**
 * Updates: the program fetches none by itself. A new version is a new installer (or unpacked zip) put over the old one by the
 * unit's IT staff; the store is migrated forward at the first start, after a backup, and the data folder is never touched by
 * the installer.
 */
const configuration: Configuration = {
  appId: 'vn.quaymotcua.desk',
  productName: 'Quầy Một Cửa',
  // File names without diacritics: some unzip programs and old file servers still spoil them.
  artifactName: 'quay-mot-cua-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist', buildResources: 'out/icons' },
  files: [
    'out/**',
    '!out/test/**',
    '!out/district-ui/**',
    '!out/icons/*.ico',
    'package.json',
    '!**/*.map',
    '!**/node_modules/*/{test,tests,docs,example,examples}/**',
    // Of the builds of the engine that reads scans, and of its networks, one each is used: 40 MB less.
    '!**/node_modules/tesseract.js-core/*.wasm.js',
    '!**/node_modules/tesseract.js-core/tesseract-core{,-lstm,-simd,-relaxedsimd,-relaxedsimd-lstm}.{js,wasm}',
    '!**/node_modules/@tesseract.js-data/vie/4.0.0/**',
  ],
  asar: true,
  // Native modules cannot be loaded from inside an archive.
  asarUnpack: ['**/*.node', '**/node_modules/sharp/**', '**/node_modules/@img/**'],
  // better-sqlite3, argon2, sharp and canvas bring N-API binaries that serve Node and Electron alike: nothing to compile.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: { target: [{ target: 'nsis', arch: ['x64'] }, { target: 'zip', arch: ['x64'] }], icon: 'out/icons/icon.ico' },
  nsis: {
    oneClick: false,
    // For one account, so that no administrator is needed at the counter; the store's key hangs on the account anyway.
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    // Records outlive the program: taking it off the machine never takes them.
    deleteAppDataOnUninstall: false,
    artifactName: 'quay-mot-cua-${version}-setup-${arch}.${ext}',
  },
  linux: { target: [{ target: 'AppImage', arch: ['x64'] }, { target: 'tar.gz', arch: ['x64'] }], category: 'Office', icon: 'out/icons/icon.png' },
};

export default configuration;
