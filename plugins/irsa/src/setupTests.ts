import '@testing-library/jest-dom';

// Finding by role in a whole app is slow on a busy machine.
jest.setTimeout(30_000);
