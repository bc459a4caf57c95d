/** Tests run as ES modules on TypeScript that swc strips; the embedded PostgreSQL is started once for all files. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/'],
  globalSetup: './test/global-setup.mts',
  globalTeardown: './test/global-teardown.mts',
  testTimeout: 30_000,
};
