import { afterAll, describe, test } from 'vitest';
import { type Cluster, postgresPrograms, startPostgres } from '../fixtures/postgres.ts';
import { consoleSuite } from './console-suite.ts';
import { districtSuite } from './district-suite.ts';

if (postgresPrograms() === undefined) {
  console.warn('PostgreSQL is not installed (Debian: apt-get install postgresql): the district suites ran on PGlite only.');
  describe('district on PostgreSQL', () => test.skip('PostgreSQL is not installed', () => {}));
} else {
  let cluster: Cluster | undefined;
  afterAll(async () => cluster?.stop());
  const newDatabase = async (): Promise<string> => {
    cluster ??= await startPostgres();
    return cluster.createDatabase();
  };
  districtSuite('PostgreSQL', newDatabase);
  consoleSuite('PostgreSQL', newDatabase);
}
