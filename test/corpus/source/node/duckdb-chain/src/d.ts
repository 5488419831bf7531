import duckdb from 'duckdb';

const db = new duckdb.Database(':memory:');
db.exec(`CREATE SECRET s (TYPE s3, PROVIDER credential_chain);`);
