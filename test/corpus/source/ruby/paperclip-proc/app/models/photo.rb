class Photo < ApplicationRecord
  has_attached_file :file,
    storage: :s3,
    s3_region: 'eu-west-1',
    s3_credentials: proc { |a| a.instance.s3_credentials }

  def s3_credentials
    { bucket: 'media', access_key_id: Settings.s3.id, secret_access_key: Settings.s3.secret }
  end
end
