import tseslint from 'typescript-eslint';

// Biome formats and lints; ESLint holds only the rules that need types.
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.kaohe/**', '**/*.mjs', '**/*.js', '**/*.cjs', 'test/.artifacts/**'] },
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'test/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.json', './apps/web/tsconfig.json'] },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
);
