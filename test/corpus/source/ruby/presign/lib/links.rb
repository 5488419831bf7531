class Links
  LIFE = 5 * 24 * 60 * 60

  def link(key)
    Aws::S3::Presigner.new.presigned_url(:get_object, bucket: "v", key: key, expires_in: LIFE)
  end
end
