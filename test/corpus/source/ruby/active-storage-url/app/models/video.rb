class Video < ApplicationRecord
  has_one_attached :file

  def link
    file.url(expires_in: 1.week)
  end
end
