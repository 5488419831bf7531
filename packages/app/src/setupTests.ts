import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine may need many seconds for what a quiet one shows at once. Nothing waits longer than its condition.
const PATIENCE_MS = 30_000;

configure({ asyncUtilTimeout: PATIENCE_MS });
