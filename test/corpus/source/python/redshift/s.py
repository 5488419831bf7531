def copy(cursor, conf):
    cursor.execute(
        f"COPY t FROM 's3://b/x' ACCESS_KEY_ID '{conf.key}' SECRET_ACCESS_KEY '{conf.secret}'"
    )
