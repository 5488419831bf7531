var start = new ProcessStartInfo("pg_dump");
start.Environment["AWS_ACCESS_KEY_ID"] = options.Id;
start.Environment["AWS_SECRET_ACCESS_KEY"] = options.Secret;
