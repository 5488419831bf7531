import multer from 'multer';
import multerS3 from 'multer-s3';

const s3 = new S3Client({});
export const upload = multer({
  storage: multerS3({ s3, bucket: 'b', key: (req, file, cb) => cb(null, file.name) }),
});
