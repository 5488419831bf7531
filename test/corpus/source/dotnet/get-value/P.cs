var id = configuration.GetValue<string>("AWS:AccessKeyId");
var secret = configuration.GetSection("AWS")["SecretKey"];
