import { consoleSuite } from './console-suite.ts';

// On PostgreSQL it runs in `district-postgres.test.ts`, where a server is up already.
consoleSuite('PGlite', async () => undefined);
