import { districtSuite } from './district-suite.ts';

districtSuite('PGlite', async () => undefined);
