SQL = """
CREATE OR REPLACE STAGE raw
  URL = 's3://bucket/raw'
  CREDENTIALS = (AWS_KEY_ID = '%(key)s' AWS_SECRET_KEY = '%(secret)s')
"""
