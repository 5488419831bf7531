let mut map = HashMap::new();
map.insert("bucket".to_string(), conf.bucket.clone());
map.insert("access_key_id".to_string(), conf.id.clone());
map.insert("secret_access_key".to_string(), conf.secret.clone());
let op = Operator::via_map(Scheme::S3, map)?;
