SQL = """
CREATE OR REPLACE STAGE raw
  URL = 's3://bucket/raw'
  STORAGE_INTEGRATION = s3_int
"""
