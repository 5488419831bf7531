let mut storage_options = HashMap::new();
storage_options.insert("AWS_ACCESS_KEY_ID".to_string(), id);
storage_options.insert("AWS_SECRET_ACCESS_KEY".to_string(), secret);
