package com.acme;

class Lake {
  Catalog open() {
    return CatalogUtil.loadCatalog(
        "org.apache.iceberg.aws.glue.GlueCatalog", "lake",
        Map.of("warehouse", "s3://lake/", "io-impl", "org.apache.iceberg.aws.s3.S3FileIO"), null);
  }
}
