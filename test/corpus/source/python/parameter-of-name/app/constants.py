expires = 86400
