import boto3
import psycopg2

password = boto3.client("rds").generate_db_auth_token(HOST, 5432, USER)
db = psycopg2.connect(host=HOST, user=USER, password=password)
