url = object.presigned_url(:get, expires_in: 12.hours.to_i)
